package io.wireroom.standalone.cli;

import picocli.CommandLine.Mixin;

/** How a command is told which store to use. */
final class StoreOptions {

    @Mixin
    private DataOptions data = new DataOptions();

    StoreAccess open() {
        return data.access().store();
    }
}
