#!/bin/sh
echo "{\"failed\": true, \"msg\": \"no way\"}"
