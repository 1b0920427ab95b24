package io.wireroom.standalone.cli.access;

import picocli.CommandLine.Mixin;

/** The options that select the store. */
public final class StoreOptions {

    @Mixin
    private DataOptions data = new DataOptions();

    public StoreAccess open() {
        return data.access().store();
    }
}
