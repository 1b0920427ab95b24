package io.wireroom.store;

import io.wireroom.contract.FetchReason;
import io.wireroom.contract.Status;
import io.wireroom.contract.Step;
import io.wireroom.contract.json.WireNamed;

/** Inserts wire names into SQL, so that no statement has one as a literal. */
public final class SqlConstants {

    private SqlConstants() {}

    /**
     * Replaces {@code {Step.X}}, {@code {Status.X}}, {@code {FetchReason.X}} and those of {@code more} by the constants'
     * wire names, as SQL literals.
     */
    public static String fill(String sql, WireNamed... more) {
        return fillAll(fillAll(fillAll(fillAll(sql, Step.values()), Status.values()), FetchReason.values()), more);
    }

    private static String fillAll(String sql, WireNamed[] constants) {
        var filled = sql;
        for (var constant : constants) {
            var name = "{" + constant.getClass().getSimpleName() + "." + constant.name() + "}";
            filled = filled.replace(name, "'" + constant.wireName() + "'");
        }
        return filled;
    }
}
