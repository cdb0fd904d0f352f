"""A folder of documents as a dataset of Parquet parts, and the processes that make it.

| module | holds |
| --- | --- |
| `policyx.dataset.versions` | what the results depend on besides the files: code, lexicons, libraries |
| `policyx.dataset.metadata` | what a CSV file says about documents |
| `policyx.dataset.inputs` | the files below a folder, and the hash of each |
| `policyx.dataset.plan` | documents grouped into parts, each with a key of all that it depends on |
| `policyx.dataset.sentence` | the sentence around a record |
| `policyx.dataset.rows` | documents to Arrow tables, and the tables' schemas |
| `policyx.dataset.batches` | Arrow batches of documents to Arrow tables, as engines such as Spark, Ray and Dask call it |
| `policyx.dataset.worker`, `policyx.dataset.pool` | processes that may hang or die without harm to the rest |
| `policyx.dataset.store` | the folder of parts: what is whole, what is written, the manifest |
| `policyx.dataset.export` | CSV and Excel beside Parquet |
| `policyx.dataset.load` | `load`: the dataset as DataFrames |
"""
