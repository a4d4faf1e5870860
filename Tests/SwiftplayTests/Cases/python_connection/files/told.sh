#!/bin/sh
echo told $1
