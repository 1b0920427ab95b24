package io.wireroom.standalone.cli.sources;

import io.wireroom.contract.SourceId;
import io.wireroom.contract.address.Address;
import io.wireroom.runtime.Failure;
import io.wireroom.standalone.show.PlainText;
import java.util.List;

/** Sources that a command line names, by id or by address. */
public final class SourceIds {

    private SourceIds() {}

    /** The ids, in their order. */
    public static List<SourceId> of(List<String> names) {
        return names.stream().map(SourceIds::of).toList();
    }

    private static SourceId of(String text) {
        var address = Address.of(text);
        if (address.isPresent()) {
            return SourceId.of(address.get());
        }
        try {
            return new SourceId(text.strip());
        } catch (IllegalArgumentException e) {
            throw Failure.usage("'" + PlainText.line(text) + "' is neither the id of a source nor an address");
        }
    }

    /** What to print about a source that does not exist. */
    public static String unknown(SourceId id) {
        return "There is no source '" + id + "'; see `wireroom sources list`";
    }
}
