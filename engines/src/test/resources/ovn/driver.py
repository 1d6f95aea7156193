"""Runs Debian's ovn-docker-overlay-driver, which still expects its pipes to carry text, as under Python 2."""
import functools
import runpy
import subprocess

subprocess.Popen.__init__ = functools.partialmethod(subprocess.Popen.__init__, universal_newlines=True)
runpy.run_path("/usr/bin/ovn-docker-overlay-driver", run_name="__main__")
