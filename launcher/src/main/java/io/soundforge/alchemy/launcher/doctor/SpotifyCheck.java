package io.soundforge.alchemy.launcher.doctor;

import io.soundforge.alchemy.launcher.config.AlchemyConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/** Whether Spotify's token service takes the credentials (client credentials flow, RFC 6749 section 4.4). */
record SpotifyCheck(AlchemyConfig.Spotify spotify) implements Check {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String REMEDY = "Correct SPOTIFY_CLIENT_ID and SPOTIFY_CLIENT_SECRET; both are shown at"
            + " https://developer.spotify.com/dashboard.";

    @Override
    public String name() {
        return "spotify";
    }

    @Override
    public List<Finding> look() throws InterruptedException {
        String id = spotify.clientId();
        String secret = spotify.clientSecret();
        if (id == null && secret == null) {
            return List.of(Finding.warning(
                    name(),
                    "no credentials: links give only what the public pages show, often without the album",
                    "Set SPOTIFY_CLIENT_ID and SPOTIFY_CLIENT_SECRET from https://developer.spotify.com/dashboard."));
        }
        if (id == null || secret == null) {
            return List.of(Finding.problem(name(), "only one of id and secret is set", REMEDY));
        }
        return List.of(ask(id, secret));
    }

    private Finding ask(String id, String secret) throws InterruptedException {
        HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        try {
            HttpResponse<Void> answer = client.send(request(id, secret), BodyHandlers.discarding());
            return judge(answer.statusCode());
        } catch (IOException e) {
            return Finding.warning(
                    name(),
                    spotify.accountsUrl() + " does not answer: " + e.getClass().getSimpleName(),
                    "Check the network and SPOTIFY_ACCOUNTS_URL.");
        }
    }

    private HttpRequest request(String id, String secret) {
        String basic = Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create(spotify.accountsUrl() + "/api/token"))
                .timeout(PATIENCE)
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                .build();
    }

    private Finding judge(int status) {
        return switch (status) {
            case 200 -> Finding.ok(name(), "the credentials are right");
            case 400, 401, 403 ->
                Finding.problem(name(), "the credentials are refused (status " + status + ")", REMEDY);
            default ->
                Finding.warning(
                        name(),
                        spotify.accountsUrl() + " answers with status " + status,
                        "Try again later, and check SPOTIFY_ACCOUNTS_URL.");
        };
    }
}
