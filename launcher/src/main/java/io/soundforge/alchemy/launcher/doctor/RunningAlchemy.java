package io.soundforge.alchemy.launcher.doctor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Whoever listens at an address: a server of ours or somebody else. */
record RunningAlchemy(String host, int port) {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    /** Only our own health report has a service of this name. */
    private static final String SIGN = "\"apiGateway\"";

    boolean answers() {
        HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + reachable() + ":" + port + "/health"))
                .timeout(PATIENCE)
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString())
                    .body()
                    .contains(SIGN);
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
