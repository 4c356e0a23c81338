"""Where rows about many people are counted: named stages of SQL, run bucket by bucket.

The room knows tables, columns and engines, and no rule of a contract. Stages are `.sql` files that
anyone can read; what engines spell differently in meaning goes through a few named functions of a
`Dialect`. Rows come from Parquet; results are integers that add in any order, so the same inputs
give the same bytes with any number of threads and any number of person buckets.
"""
