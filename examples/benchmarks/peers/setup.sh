#!/usr/bin/env bash
# Makes the environment of the PyTorch peers and prints its Python.
#
#   usage: setup.sh [FOLDER]      default: campanile-benchmarks in the folder for temporary files, where run looks for it
#
# With PIP_FIND_LINKS set, torch comes from there; otherwise from PyTorch's CPU index on Linux, where PyPI's package brings
# CUDA, and from PyPI elsewhere. Compiled peers also need a C++ compiler.
set -euo pipefail
venv=${1:-${TMPDIR:-/tmp}/campanile-benchmarks}
python=$venv/bin/python

if ! "$python" -c 'import torch' 2>/dev/null; then
  python3 -m venv --system-site-packages "$venv" >&2
  if [[ -n ${PIP_FIND_LINKS:-} ]]; then
    "$venv/bin/pip" install -q --no-index --no-deps torch >&2
    "$venv/bin/pip" install -q setuptools numpy filelock fsspec jinja2 networkx sympy typing_extensions >&2
  elif [[ $(uname -s) == Linux ]]; then
    "$venv/bin/pip" install -q torch numpy --index-url https://download.pytorch.org/whl/cpu >&2
  else
    "$venv/bin/pip" install -q torch numpy >&2
  fi
fi

# MKL, PyTorch's library for matrix products, takes AVX2 kernels on processors that Intel has not made, also where they
# have AVX-512. With this library preloaded it takes AVX-512 there, too: a stronger peer than PyTorch as installed.
if [[ ! -f $venv/any_cpu.so ]] && command -v gcc >/dev/null; then
  source=$venv/any_cpu.c
  printf 'int mkl_serv_intel_cpu_true(void) { return 1; }\nint mkl_serv_intel_cpu(void) { return 1; }\n' >"$source"
  gcc -shared -fPIC -O1 -o "$venv/any_cpu.so" "$source" >&2
fi

echo "$python"
