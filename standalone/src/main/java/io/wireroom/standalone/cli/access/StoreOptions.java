package io.wireroom.standalone.cli.access;

import picocli.CommandLine.Mixin;

/** How a command is told which store to use. */
public final class StoreOptions {

    @Mixin
    private DataOptions data = new DataOptions();

    public StoreAccess open() {
        return data.access().store();
    }
}
