package io.wireroom.standalone;

import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Connections to the store of a data directory. */
public final class EmbeddedStore {

    /** User of the embedded database; also its password, because it listens on 127.0.0.1 only. */
    public static final String USER = "wireroom";

    private static final int LOGIN_SECONDS = 10;

    private EmbeddedStore() {}

    /** Unpooled connections to the embedded database at this URL. */
    public static DataSource at(String jdbcUrl) {
        return at(jdbcUrl, USER, USER);
    }

    /** Unpooled connections to a database. */
    public static DataSource at(String jdbcUrl, String user, String password) {
        var source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl);
        source.setUser(user);
        source.setPassword(password);
        source.setLoginTimeout(LOGIN_SECONDS);
        return source;
    }
}
