package io.soundforge.alchemy.launcher.doctor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** Whoever listens at an address: a server of ours or somebody else. */
record RunningAlchemy(String host, int port) {
    /** A gateway's report waits three seconds for parts that do not answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(6);
    /** Only our own health reports have a service or a list of these names: a gateway's, and another node's. */
    private static final List<String> SIGNS = List.of("\"apiGateway\"", "\"roles\"");

    boolean answers() {
        HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + reachable() + ":" + port + "/health"))
                .timeout(PATIENCE)
                .build();
        try {
            String report =
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body();
            return SIGNS.stream().anyMatch(report::contains);
        } catch (IOException somebodyElse) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String reachable() {
        if (host.equals("0.0.0.0") || host.equals("::")) {
            return "127.0.0.1";
        }
        return host.contains(":") ? "[" + host + "]" : host;
    }
}
