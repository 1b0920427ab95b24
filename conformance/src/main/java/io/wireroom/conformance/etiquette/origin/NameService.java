package io.wireroom.conformance.etiquette.origin;

import io.wireroom.ingest.web.WebClient;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The name service of the scenarios: the address of a name may change between two queries. Thread-safe. */
public final class NameService implements WebClient.Names {

    private final Map<String, List<String>> addresses = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> lookUps = new ConcurrentHashMap<>();

    public void put(String name, List<String> inTurn) {
        addresses.put(name, List.copyOf(inTurn));
        lookUps.put(name, new AtomicInteger());
    }

    /** Whether the name was made for one of these hosts. */
    public boolean belongs(String name, List<ScriptedHost> hosts) {
        return addresses.getOrDefault(name, List.of()).stream()
                .anyMatch(address -> hosts.stream().anyMatch(host -> host.address.equals(address)));
    }

    @Override
    public InetAddress[] addresses(String host) throws UnknownHostException {
        var inTurn = addresses.get(host);
        var count = lookUps.get(host);
        if (inTurn == null || count == null) {
            return InetAddress.getAllByName(host);
        }
        var turn = Math.min(count.getAndIncrement(), inTurn.size() - 1);
        return new InetAddress[] {InetAddress.getByName(inTurn.get(turn))};
    }

    /** Lines for a hosts file, for a client that cannot use this service. */
    public List<String> asHostsFile() {
        return addresses.entrySet().stream()
                .map(entry -> entry.getValue().getFirst() + " " + entry.getKey())
                .sorted()
                .toList();
    }
}
