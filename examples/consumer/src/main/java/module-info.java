/** A host program on the module path. */
module example {
    requires dev.jackplug.host;
}
