package io.wireroom.contract.address;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.net.URI;

/**
 * The site of a web address; everything that must be consistent lies within one. {@code http://www.news.harbour.example/a}
 * has the site {@code harbour.example}.
 *
 * @param name registrable domain, or the host itself where it has none
 */
public record Site(@JsonValue String name) implements Comparable<Site> {

    @JsonCreator
    public Site {}

    /**
     * The site of a web address: its registrable domain by the public suffix list with the private part; an IP address,
     * a single label or a public suffix is its own site. Under a top-level domain that the list does not contain, the
     * last two labels (the default rule of the list).
     */
    public static Site of(URI web) {
        return new Site(Address.registrableDomain(web));
    }

    @Override
    public int compareTo(Site other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
