"""Kernels that no other program can get in the way of, whatever else the machine does.

Jupyter looks for free ports and tells a kernel to take them a moment later. Beside browsers,
servers and other kernels somebody is quicker in one of some hundred starts: the kernel dies
or is never heard of. Files in a folder of its own cannot be taken.
"""

import os
import shutil
import tempfile
from pathlib import Path

from jupyter_client.manager import AsyncKernelManager, KernelManager


class ByFiles(KernelManager):
    """Reaches its kernel by files; by ports on Windows, where there are no such files."""

    def __init__(self, **settings):
        self.folder = tempfile.mkdtemp(prefix="kernel-")
        if os.name != "nt":
            settings |= {"transport": "ipc", "ip": str(Path(self.folder, "channel"))}
        super().__init__(**settings)

    def cleanup_ipc_files(self):
        super().cleanup_ipc_files()
        shutil.rmtree(self.folder, ignore_errors=True)


class AsyncByFiles(ByFiles, AsyncKernelManager):
    """The same for whoever talks to several kernels at a time."""
