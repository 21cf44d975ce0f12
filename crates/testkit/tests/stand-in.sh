#!/bin/sh
# Stands in for the program in running.rs: called as `demo --port 0 --data DIR …` or
# `serve --listen ADDR --data DIR …`, it does what the test wrote down in DIR/act.
. "$5/act"
