package io.wireroom.standalone.newsroom;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** A newsroom on three free ports of this machine, and a client for it that follows no redirect. */
final class RunningNewsroom implements AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();
    private final Newsroom newsroom;
    private final Placement placement;

    private RunningNewsroom(Newsroom newsroom, Placement placement) {
        this.newsroom = newsroom;
        this.placement = placement;
    }

    static RunningNewsroom start(Path stateFile, Placement placement, Instant now) throws IOException {
        var newsroom = new Newsroom(new NewsroomSettings(stateFile, placement), InstantSource.fixed(now));
        newsroom.start();
        return new RunningNewsroom(newsroom, placement);
    }

    /** The first of three consecutive ports of 127.0.0.1 that were free a moment ago. */
    static Placement freePorts() throws IOException {
        while (true) {
            var sockets = new ArrayList<ServerSocket>();
            try {
                sockets.add(new ServerSocket());
                sockets.getFirst().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                var first = sockets.getFirst().getLocalPort();
                for (var next = 1; next < 3; next++) {
                    sockets.add(new ServerSocket());
                    sockets.getLast().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), first + next));
                }
                return new Placement.LoopbackPorts(first);
            } catch (IOException | IllegalArgumentException taken) {
                // Another try: the neighbours of a free port need not be free.
            } finally {
                for (var socket : sockets) {
                    socket.close();
                }
            }
        }
    }

    Newsroom newsroom() {
        return newsroom;
    }

    URI address(NewsroomHost host, String path) {
        return URI.create(Addresses.base(placement, host) + path);
    }

    /** Every address that is served, redirects and pictures included. */
    List<URI> everything() throws IOException {
        var all = new ArrayList<URI>();
        var catalogue = PageCatalogue.load();
        for (var host : NewsroomHost.values()) {
            catalogue.paths(host).keySet().forEach(path -> all.add(address(host, path)));
        }
        return all;
    }

    HttpResponse<byte[]> get(URI address, String... headers) throws IOException, InterruptedException {
        return send("GET", address, headers);
    }

    HttpResponse<byte[]> send(String method, URI address, String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address).method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    String text(NewsroomHost host, String path) throws IOException, InterruptedException {
        return new String(get(address(host, path)).body(), StandardCharsets.UTF_8);
    }

    /** The links that a host's feed announces, in order. */
    List<URI> announcedBy(NewsroomHost host)
            throws IOException, InterruptedException, SAXException, ParserConfigurationException {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        var feed = get(address(host, host.feedPath()));
        var document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(feed.body()));
        var links = new ArrayList<URI>();
        for (var name : List.of("item", "entry")) {
            var entries = document.getElementsByTagNameNS("*", name);
            for (var index = 0; index < entries.getLength(); index++) {
                var link = (Element) ((Element) entries.item(index))
                        .getElementsByTagNameNS("*", "link")
                        .item(0);
                links.add(URI.create(name.equals("item") ? link.getTextContent() : link.getAttribute("href")));
            }
        }
        return links;
    }

    @Override
    public void close() {
        newsroom.close();
        client.close();
    }
}
