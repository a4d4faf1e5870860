#!/bin/sh
echo "a name of two words"
