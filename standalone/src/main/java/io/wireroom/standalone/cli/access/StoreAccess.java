package io.wireroom.standalone.cli.access;

import javax.sql.DataSource;

/** The store for one command. {@link #close()} stops what was started for it. */
public final class StoreAccess implements AutoCloseable {

    private final DataSource dataSource;
    private final AutoCloseable startedForIt;

    StoreAccess(DataSource dataSource, AutoCloseable startedForIt) {
        this.dataSource = dataSource;
        this.startedForIt = startedForIt;
    }

    public DataSource dataSource() {
        return dataSource;
    }

    @Override
    public void close() {
        Access.closeQuietly(startedForIt);
    }
}
