package io.soundforge.alchemy.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes one song through a running server, the way any client would, and tells what happens. */
public final class Demo {
    private static final Duration LIMIT = Duration.ofHours(2);

    private final DemoClient client;
    private final Path outputs;
    private final PrintStream out;
    private final JobLines jobs;

    /**
     * Prepares a run.
     *
     * @param outputs folder for the stems
     * @param terminal whether a person looks at {@code out}
     */
    public Demo(URI server, Path outputs, PrintStream out, boolean terminal) {
        this.client = new DemoClient(server);
        this.outputs = outputs;
        this.out = out;
        this.jobs = new JobLines(out, terminal);
    }

    /**
     * Imports, waits, saves the stems, prints the result.
     *
     * @param song a file, a link, or null for a song made here
     * @return whether everything worked
     */
    public boolean run(@Nullable String song) throws IOException, InterruptedException {
        String id = start(song).path("track").path("id").asText();
        client.follow(id, LIMIT, jobs);
        jobs.end();
        JsonNode track = client.track(id);
        new DemoReport(out).print(track, save(track));
        return track.path("status").asText().equals("ready");
    }

    private JsonNode start(@Nullable String song) throws IOException, InterruptedException {
        if (song == null) {
            out.println("A song made for the occasion: " + SongFile.truth() + ".");
            Path file = Files.createDirectories(outputs).resolve(SongFile.NAME);
            SongFile.write(file);
            return client.upload(SongFile.NAME, BodyPublishers.ofFile(file));
        }
        if (song.startsWith("https://") || song.startsWith("http://") || song.startsWith("spotify:")) {
            return client.importUrl(song);
        }
        Path file = Path.of(song);
        return client.upload(String.valueOf(file.getFileName()), BodyPublishers.ofFile(file));
    }

    /** Into a folder named by the track's id: names of strangers never become paths. */
    private Map<String, Path> save(JsonNode track) throws IOException, InterruptedException {
        Map<String, Path> saved = new LinkedHashMap<>();
        Path folder = outputs.resolve(track.path("id").asText());
        for (JsonNode stem : track.path("stems")) {
            Path file =
                    Files.createDirectories(folder).resolve(stem.path("name").asText());
            client.download(stem.path("url").asText(), file);
            saved.put(stem.path("type").asText(), file.toAbsolutePath());
        }
        return saved;
    }
}
