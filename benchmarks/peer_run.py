"""Measure one function of another library; run by ``peers.py`` with the Python of their environment.

python peer_run.py FUNCTION TEXTS.json SECONDS     prints {"seconds": …, "bytes": …}
"""

from __future__ import annotations

import json
import logging
import random
import sys
import time
import warnings
from pathlib import Path


def jieba_lcut():
    import jieba

    jieba.initialize()
    return jieba.lcut


def jionlp_time():
    import jionlp

    return jionlp.ner.extract_time


def jionlp_money():
    import jionlp

    return jionlp.ner.extract_money


def recognizers_number():
    from recognizers_number import recognize_number
    from recognizers_text import Culture

    return lambda text: recognize_number(text, Culture.Chinese)


def recognizers_datetime():
    from recognizers_date_time import recognize_datetime
    from recognizers_text import Culture

    return lambda text: recognize_datetime(text, Culture.Chinese)


#: Name → what returns the function to measure; loading is not measured.
FUNCTIONS = {
    one.__name__: one for one in (jieba_lcut, jionlp_time, jionlp_money, recognizers_number, recognizers_datetime)
}


def main(name, path, limit):
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)  # JioNLP logs a traceback for each text that is no time: not what is measured
    texts = json.loads(Path(path).read_text(encoding="utf-8"))
    random.Random(0).shuffle(texts)
    function = FUNCTIONS[name]()
    function("到2027年，投入资金3万元。")  # loads dictionaries, compiles patterns
    size = 0
    start = time.process_time()
    for text in texts:
        function(text)
        size += len(text.encode())
        if time.process_time() - start > float(limit):
            break
    print(json.dumps({"seconds": time.process_time() - start, "bytes": size}))


if __name__ == "__main__":
    main(*sys.argv[1:])
