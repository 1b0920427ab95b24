package io.wireroom.ingest.subscriptions;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A socket whose connection leads through a proxy to an address that was resolved and checked here. */
public final class TunnelSocket extends Socket {

    private static final int MAX_HEAD = 8 * 1024;
    private static final int STATUS_AT = "HTTP/1.1 ".length();
    private static final int SOCKS = 5;
    private static final int NO_LOGIN = 0;
    private static final int LOGIN = 2;
    private static final int NAME = 3;
    private static final int MOST_NAME_BYTES = 255;

    private final ProxyServer proxy;

    public TunnelSocket(ProxyServer proxy) {
        this.proxy = proxy;
    }

    @Override
    public void connect(SocketAddress endpoint) throws IOException {
        connect(endpoint, 0);
    }

    @Override
    public void connect(SocketAddress endpoint, int timeoutMillis) throws IOException {
        if (!(endpoint instanceof InetSocketAddress target) || target.isUnresolved()) {
            throw new IOException("the proxy gets addresses only");
        }
        super.connect(new InetSocketAddress(proxy.host(), proxy.port()), timeoutMillis);
        var before = getSoTimeout();
        setSoTimeout(timeoutMillis);
        switch (proxy.kind()) {
            case HTTP -> connectHttp(target);
            case SOCKS5 -> connectSocks(target);
        }
        setSoTimeout(before);
    }

    private void connectHttp(InetSocketAddress target) throws IOException {
        var address = target.getAddress();
        var authority = (address instanceof Inet4Address ? address.getHostAddress() : '[' + plain(address) + ']')
                + ':'
                + target.getPort();
        var head = new StringBuilder("CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n");
        var login = proxy.login();
        if (login != null) {
            var both = (login.user() + ':' + login.password()).getBytes(StandardCharsets.UTF_8);
            head.append("Proxy-Authorization: Basic ")
                    .append(Base64.getEncoder().encodeToString(both))
                    .append("\r\n");
        }
        getOutputStream().write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        var answer = head(getInputStream());
        if (!answer.startsWith("HTTP/1.") || answer.charAt(STATUS_AT) != '2') {
            throw new IOException("the proxy opens no tunnel");
        }
    }

    private static String plain(InetAddress address) {
        var text = address.getHostAddress();
        var zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }

    /** Up to the empty line, byte by byte: what follows is the tunnel's. */
    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.length() < MAX_HEAD) {
            var octet = in.read();
            if (octet < 0) {
                throw new EOFException("the proxy closed the connection");
            }
            head.append((char) octet);
            var length = head.length();
            if (octet == '\n'
                    && length > STATUS_AT
                    && head.substring(length - 4).equals("\r\n\r\n")) {
                return head.toString();
            }
        }
        throw new IOException("the proxy's answer has no end");
    }

    private void connectSocks(InetSocketAddress target) throws IOException {
        var out = getOutputStream();
        var in = new DataInputStream(getInputStream());
        var login = proxy.login();
        out.write(login == null ? new byte[] {SOCKS, 1, NO_LOGIN} : new byte[] {SOCKS, 2, NO_LOGIN, LOGIN});
        expect(in, SOCKS);
        var method = in.readUnsignedByte();
        if (method == LOGIN && login != null) {
            out.write(1);
            writeText(login.user());
            writeText(login.password());
            expect(in, 1);
            expect(in, 0);
        } else if (method != NO_LOGIN) {
            throw new IOException("the proxy wants another login");
        }
        var address = target.getAddress().getAddress();
        out.write(new byte[] {SOCKS, 1, 0, (byte) (address.length == 4 ? 1 : 4)});
        out.write(address);
        out.write(new byte[] {(byte) (target.getPort() >> 8), (byte) target.getPort()});
        expect(in, SOCKS);
        expect(in, 0);
        in.readUnsignedByte();
        var bound = switch (in.readUnsignedByte()) {
            case 1 -> 4;
            case NAME -> in.readUnsignedByte();
            case 4 -> 16;
            default -> throw new IOException("the proxy's answer is not understood");
        };
        in.readFully(new byte[bound + 2]);
    }

    private void writeText(String text) throws IOException {
        var octets = text.getBytes(StandardCharsets.UTF_8);
        if (octets.length > MOST_NAME_BYTES) {
            throw new IOException("the proxy's login is too long for SOCKS");
        }
        getOutputStream().write(octets.length);
        getOutputStream().write(octets);
    }

    private static void expect(DataInputStream in, int octet) throws IOException {
        if (in.readUnsignedByte() != octet) {
            throw new IOException("the proxy opens no tunnel");
        }
    }
}
