"""
Questions over everyone, answered from published Parquet tables with a declared schema; no Django,
no `banso`.
"""
