package io.wireroom.standalone.sources;

import io.wireroom.contract.Source;
import java.util.List;

/**
 * The sources of a file.
 *
 * @param sources in the order of the file, without an origin; at least one
 * @param duplicates entries left out because an earlier entry of the file has the same address
 * @param leftOut entries left out because they cannot be read: line and reason of each, for people
 */
public record SourceList(List<Source> sources, int duplicates, Format format, List<String> leftOut) {

    /** The format of a file. */
    public enum Format {
        OPML,
        YAML,
        LIST
    }

    public SourceList {
        sources = List.copyOf(sources);
        leftOut = List.copyOf(leftOut);
    }

    /** The sources of a file that was read completely. */
    public SourceList(List<Source> sources, int duplicates, Format format) {
        this(sources, duplicates, format, List.of());
    }
}
