"""
Open Referral HSDS 3.0 (https://docs.openreferral.org): receivers as JSON or as tables, out and in.
"""
