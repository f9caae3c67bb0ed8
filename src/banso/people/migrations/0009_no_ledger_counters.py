from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0008_ledger_counters_move")]
    operations = [migrations.DeleteModel("LedgerCounter")]
