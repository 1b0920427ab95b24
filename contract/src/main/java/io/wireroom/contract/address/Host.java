package io.wireroom.contract.address;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.net.URI;

/**
 * The host of a web address as politeness is counted: {@code https://Www.Harbour.example:443/a} has the host
 * {@code www.harbour.example}.
 *
 * @param authority name in lower case, and the port if it is not the default of the scheme
 */
public record Host(@JsonValue String authority) {

    @JsonCreator
    public Host {}

    /** The host of a web address. */
    public static Host of(URI web) {
        return new Host(Address.authority(web));
    }

    @Override
    public String toString() {
        return authority;
    }
}
