"""Python imports this as it starts: commands and servers that tests run share the tests' day."""

import os
from datetime import datetime

import time_machine

if moment := os.environ.get("BANSO_TESTS_MOMENT"):
    time_machine.travel(datetime.fromisoformat(moment), tick=True).start()
