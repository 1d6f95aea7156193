#!/bin/bash
# Starts Open vSwitch and OVN's northern half; every daemon here returns once it serves.
set -e
/usr/share/openvswitch/scripts/ovs-ctl start --system-id=random
/usr/share/ovn/scripts/ovn-ctl start_northd
ovs-vsctl set Open_vSwitch . \
    external_ids:ovn-nb=unix:/var/run/ovn/ovnnb_db.sock \
    external_ids:ovn-remote=unix:/var/run/ovn/ovnsb_db.sock \
    external_ids:ovn-encap-ip=127.0.0.1 \
    external_ids:ovn-encap-type=geneve
