package io.soundforge.alchemy.bench.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * So many clients at once, each on a connection of its own, each sending its next request when the last is answered.
 * Confined to one event loop.
 */
final class Load {
    private static final int MOST = 4_000_000;

    private final HttpClient http;
    private final int port;

    /** @param target where, and what is posted; an empty body is a GET */
    record Call(String target, String body) {}

    /** @param micros how long each answer took, sorted */
    record Measured(int answers, double seconds, int[] micros) {
        double perSecond() {
            return answers / seconds;
        }

        double quantileMillis(double share) {
            return micros[Math.min(answers - 1, (int) (share * answers))] / 1000.0;
        }
    }

    Load(Vertx vertx, int port, int connections) {
        this.http = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(true).setPipelining(false),
                new PoolOptions().setHttp1MaxSize(connections).setMaxWaitQueueSize(connections));
        this.port = port;
    }

    /**
     * Sends for a while, or so many, and waits for the last answers.
     *
     * @param clients at once, no more than there are connections
     * @param call the n-th request
     * @param answered gets every body
     * @return fails if any answer is not a 200 or 202
     */
    Future<Measured> run(int clients, double seconds, long most, LongFunction<Call> call, Consumer<Buffer> answered) {
        Run run = new Run(seconds, most, call, answered);
        for (int i = 0; i < clients; i++) {
            run.next();
        }
        return run.done.future();
    }

    private final class Run {
        private final Promise<Measured> done = Promise.promise();
        private final long began = System.nanoTime();
        private final long end;
        private final long most;
        private final LongFunction<Call> call;
        private final Consumer<Buffer> answered;
        private final int[] micros = new int[MOST];
        private long sent;
        private int answers;
        private int waiting;

        Run(double seconds, long most, LongFunction<Call> call, Consumer<Buffer> answered) {
            this.end = began + Math.round(seconds * 1e9);
            this.most = most;
            this.call = call;
            this.answered = answered;
        }

        void next() {
            long now = System.nanoTime();
            if (now >= end || sent >= most || done.future().isComplete()) {
                if (waiting == 0) {
                    done.tryComplete(new Measured(answers, (now - began) / 1e9, sorted()));
                }
                return;
            }
            waiting++;
            send(call.apply(sent++)).onComplete(body -> arrived(body, now), done::tryFail);
        }

        private Future<Buffer> send(Call one) {
            boolean post = !one.body().isEmpty();
            return http.request(post ? HttpMethod.POST : HttpMethod.GET, port, "127.0.0.1", one.target())
                    .compose(request -> post
                            ? request.putHeader("content-type", "application/json")
                                    .send(one.body())
                            : request.send())
                    .compose(response -> response.body()
                            .compose(body -> response.statusCode() / 100 == 2
                                    ? Future.succeededFuture(body)
                                    : Future.failedFuture(one.target() + ": " + response.statusCode() + " " + body)));
        }

        private void arrived(Buffer body, long sentAt) {
            waiting--;
            micros[answers++] = (int) ((System.nanoTime() - sentAt) / 1000);
            answered.accept(body);
            next();
        }

        private int[] sorted() {
            int[] all = Arrays.copyOf(micros, answers);
            Arrays.sort(all);
            return all;
        }
    }
}
