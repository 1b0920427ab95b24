package io.wireroom.testkit.origin;

/** The hosts of an origin on this machine: addresses of 127.0.0.0/8 by number, all answered by one socket. */
public final class LoopbackHosts {

    /** Number of hosts. */
    public static final int COUNT = 239 * 250 * 250;

    private static final int FIRST_NET = 16;
    private static final int PER_NET = 250;

    private LoopbackHosts() {}

    /**
     * The address of a host.
     *
     * @param host from 0 to below {@link #COUNT}
     */
    public static String address(int host) {
        return "127." + (FIRST_NET + host / (PER_NET * PER_NET)) + '.' + host / PER_NET % PER_NET + '.'
                + (1 + host % PER_NET);
    }

    /** The host of an IPv4 address; negative for other addresses. */
    public static int of(byte[] address) {
        var net = (address[1] & 0xff) - FIRST_NET;
        return (net * PER_NET + (address[2] & 0xff)) * PER_NET + (address[3] & 0xff) - 1;
    }

    /** The host of an address in dotted form. */
    public static int of(String address) {
        var parts = address.split("\\.", 4);
        var bytes = new byte[4];
        for (var i = 0; i < 4; i++) {
            bytes[i] = (byte) Integer.parseInt(parts[i]);
        }
        return of(bytes);
    }
}
