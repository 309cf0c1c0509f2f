"""Two system calls Python does not wrap: swapping two folders, syncing one file system."""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2
_RENAMEAT2 = {"x86_64": 316, "aarch64": 276, "riscv64": 276, "ppc64le": 357, "s390x": 347}
"""Number of the system call, for C libraries without a wrapper (musl)."""

_UNSUPPORTED = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM})
"""What systems and file systems say that do not know the call; EPERM comes from sandboxes."""


def swap(one: Path, other: Path) -> bool:
    """Exchange two folders in one step, so that neither name is ever missing.

    False when the system or the file system cannot; raises OSError when it could but did not.
    """
    try:
        if sys.platform == "linux":
            _rename_exchange(os.fsencode(one), os.fsencode(other))
        elif sys.platform == "darwin":
            rename = ctypes.CDLL(None, use_errno=True).renamex_np
            _check(rename(os.fsencode(one), os.fsencode(other), _RENAME_SWAP), other)
        else:
            return False
    except AttributeError:  # the C library lacks it
        return False
    except OSError as error:
        if error.errno in _UNSUPPORTED:
            return False
        raise
    return True


def sync_file_system(folder: Path) -> bool:
    """Bring everything written on the folder's file system to the disk; False where impossible.

    Raises OSError when something could not be written.
    """
    if sys.platform != "linux":
        return False
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        _check(ctypes.CDLL(None, use_errno=True).syncfs(descriptor), folder)
    except AttributeError:
        return False
    except OSError as error:
        if error.errno in _UNSUPPORTED:
            return False
        raise
    finally:
        os.close(descriptor)
    return True


def _rename_exchange(one: bytes, other: bytes) -> None:
    library = ctypes.CDLL(None, use_errno=True)
    arguments = (_AT_FDCWD, one, _AT_FDCWD, other, ctypes.c_uint(_RENAME_EXCHANGE))
    if hasattr(library, "renameat2"):
        result = library.renameat2(*arguments)
    else:
        number = _RENAMEAT2.get(platform.machine()) if sys.maxsize > 2**32 else None
        if number is None:
            raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
        result = library.syscall(ctypes.c_long(number), *arguments)
    _check(result, Path(os.fsdecode(other)))


def _check(result: int, path: Path) -> None:
    if result != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), os.fspath(path))
