"""How gunicorn serves the site: plain names that gunicorn reads, named in the Procfile."""

import multiprocessing
import os

bind = f"{os.environ.get('BIND', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", str(min(4, multiprocessing.cpu_count()))))
threads = 4
timeout = 60
graceful_timeout = 4  # below the grace that honcho gives before it kills
preload_app = True  # one import for all workers
loglevel = "warning"
control_socket_disable = True
