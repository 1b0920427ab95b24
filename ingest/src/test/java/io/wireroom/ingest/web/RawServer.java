package io.wireroom.ingest.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A server on a loopback address that answers byte by byte what a test gives; one request a connection. */
final class RawServer implements AutoCloseable {

    /** Writes the whole answer, head included. */
    @FunctionalInterface
    interface Script {
        void answer(Asked asked, OutputStream out) throws IOException;
    }

    /** The head of a request. */
    record Asked(String line, List<String> headers) {
        String path() {
            return line.split(" ", -1)[1];
        }

        @Nullable
        String header(String name) {
            return headers.stream()
                    .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(header -> header.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse(null);
        }
    }

    final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final ServerSocket server;

    RawServer(Script script) {
        this("127.0.0.1", script);
    }

    RawServer(String address, Script script) {
        try {
            server = new ServerSocket();
            server.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(() -> accept(script));
    }

    /** Answers each request with this text; {@code \n} stands for the line ends of HTTP in the head. */
    static RawServer answering(String head, String body) {
        return new RawServer((asked, out) -> send(out, head, body));
    }

    static void send(OutputStream out, String head, String body) throws IOException {
        out.write(
                (head.replace("\n", "\r\n") + "\r\nConnection: close\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8));
    }

    URI at(String path) {
        return URI.create("http://" + server.getInetAddress().getHostAddress() + ":" + port() + path);
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept(Script script) {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket, script));
            } catch (IOException e) {
                return; // closed by the test
            }
        }
    }

    private void serve(Socket socket, Script script) {
        try (socket) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            var line = in.readLine();
            if (line == null) {
                return;
            }
            var headers = new ArrayList<String>();
            for (var header = in.readLine(); header != null && !header.isEmpty(); header = in.readLine()) {
                headers.add(header);
            }
            var request = new Asked(line, List.copyOf(headers));
            asked.add(request);
            script.answer(request, socket.getOutputStream());
            socket.getOutputStream().flush();
        } catch (IOException e) {
            // the client hung up, as some tests want it to
        }
    }
}
