package io.soundforge.alchemy.bench.http;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * Submits jobs and reads them back: {@code NAME PORT PID[,PID…] CLIENTS SECONDS}. Prints a line for each; processor time
 * is that of these processes and of what they have started.
 */
public final class HttpBench extends VerticleBase {
    /** Both compile what runs often, which takes requests, and not time. */
    private static final long WARM_UP_SUBMITS = 6000;

    private static final long WARM_UP_READS = 40_000;
    private static final double LONGEST_WARM_UP = 60;

    private final String name;
    private final int clients;
    private final Load load;
    private final ProcessorTime processor;
    private final double seconds;
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final List<String> jobs = new ArrayList<>();
    private final Random random = new Random(1);

    private HttpBench(Vertx vertx, String[] args) {
        this.name = args[0];
        this.clients = Integer.parseInt(args[3]);
        this.load = new Load(vertx, Integer.parseInt(args[1]), clients);
        this.processor = new ProcessorTime(
                Arrays.stream(args[2].split(",", -1)).map(Long::valueOf).toList());
        this.seconds = Double.parseDouble(args[4]);
    }

    public static void main(String[] args) throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            vertx.deployVerticle(new HttpBench(vertx, args)).await(10, TimeUnit.MINUTES);
        } finally {
            vertx.close().await(10, TimeUnit.SECONDS);
        }
    }

    @Override
    public Future<?> start() {
        int few = Math.max(1, clients / 10);
        return load.run(few, LONGEST_WARM_UP, WARM_UP_SUBMITS / 4, n -> submit("v", n), this::accepted)
                .compose(warm ->
                        load.run(clients, LONGEST_WARM_UP, WARM_UP_SUBMITS, n -> submit("w", n), this::accepted))
                .compose(warm -> load.run(clients, LONGEST_WARM_UP, WARM_UP_READS, this::read, body -> {}))
                .compose(warm -> measured("submits", n -> submit("m", n), this::accepted))
                .compose(submitted -> measured("reads", this::read, body -> {}));
    }

    private Future<Void> measured(String what, LongFunction<Load.Call> call, Consumer<Buffer> answered) {
        double before = processor.seconds();
        return load.run(clients, seconds, Long.MAX_VALUE, call, answered)
                .onSuccess(measured -> System.out.println(String.format(
                        Locale.ROOT,
                        "%-18s %-8s %8.0f/s  p50 %7.1f ms  p99 %7.1f ms  %6.2f ms of processor each",
                        name,
                        what,
                        measured.perSecond(),
                        measured.quantileMillis(0.5),
                        measured.quantileMillis(0.99),
                        1000 * (processor.seconds() - before) / measured.answers())))
                .mapEmpty();
    }

    /** What the original's page sends when somebody clicks on a song. */
    private Load.Call submit(String phase, long n) {
        String track = run + phase + n;
        return new Load.Call(
                "/api/download/track",
                "{\"trackId\":\"" + track + "\",\"spotifyUrl\":\"https://open.spotify.com/track/" + track
                        + "\",\"trackInfo\":{\"id\":\"" + track + "\",\"title\":\"Song " + n
                        + "\",\"artist\":\"Somebody\",\"duration\":\"3:25\"}}");
    }

    private void accepted(Buffer body) {
        jobs.add(new JsonObject(body).getString("jobId"));
    }

    private Load.Call read(long n) {
        return new Load.Call("/api/download/job/" + jobs.get(random.nextInt(jobs.size())), "");
    }
}
