package io.wireroom.standalone.sources;

import io.wireroom.contract.Source;
import io.wireroom.standalone.sources.ImportCollector.Entry;
import java.util.List;
import java.util.regex.Pattern;

/** One address a line; {@code #} at the start of a line or after a space begins a comment. */
final class AddressListReader {

    private static final Pattern COMMENT = Pattern.compile("(^|\\s)#.*");

    private AddressListReader() {}

    static SourceList read(String text, String file) {
        var collector = new ImportCollector(file);
        var number = 0;
        for (var line : text.lines().toList()) {
            number++;
            var address = COMMENT.matcher(line).replaceFirst("").strip();
            if (!address.isEmpty()) {
                collector.add(new Entry(number, address, null, null, Source.Kind.FEED, null, null, null, List.of()));
            }
        }
        return collector.finish(SourceList.Format.LIST);
    }
}
