package io.soundforge.alchemy.gateway.batch;

import io.soundforge.alchemy.contracts.batch.Batch;
import io.soundforge.alchemy.contracts.batch.BatchId;
import io.soundforge.alchemy.contracts.batch.BatchItem;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.gateway.GatewayParts;
import io.soundforge.alchemy.gateway.http.JsonAnswer;
import io.soundforge.alchemy.gateway.idempotency.OncePerKey;
import io.soundforge.alchemy.gateway.idempotency.RequestInHand;
import io.soundforge.alchemy.gateway.identity.Callers;
import io.soundforge.alchemy.gateway.openapi.DescribedBody;
import io.soundforge.alchemy.platform.batch.BatchRetry;
import io.soundforge.alchemy.platform.batch.BatchStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/audio/batch}: accept and list batches; and {@code /api/jobs/{id}} where the id names a batch; where it does not, the routes
 * of single jobs, which are mounted later, answer.
 */
public final class BatchRoutes {
    private static final int MAX_JSON_BYTES = 8 * 1024 * 1024;
    private static final int MAX_RETRY_BYTES = 4 * 1024;

    private final Vertx vertx;
    private final GatewayParts parts;
    private final BatchStore batches;
    private final OncePerKey once;
    private final BatchIntake intake;
    private final BatchReader reader;
    private final BatchRetry retry;

    public BatchRoutes(Vertx vertx, GatewayParts parts) {
        this.vertx = vertx;
        this.parts = parts;
        this.batches = new BatchStore(parts.database());
        this.once = new OncePerKey(parts);
        this.intake = new BatchIntake(parts, batches, Clock.systemUTC());
        this.reader = new BatchReader(parts, batches);
        this.retry = new BatchRetry(parts.database(), parts.jobs(), batches);
    }

    /**
     * The answer to a retry.
     *
     * @param retried how many tracks have work again
     */
    record Retried(int retried, BatchView batch) {}

    public void mount(Router router) {
        DescribedBody.take(router.post("/api/audio/batch").consumes("application/json"), MAX_JSON_BYTES)
                .handler(once)
                .handler(this::accept);
        router.get("/api/audio/batch")
                .handler(context -> JsonAnswer.send(
                        context, 200, reader.list(Callers.owner(context), BatchListPage.of(context.request()))));
        DescribedBody.take(router.post("/api/jobs/:jobId/retry"), MAX_RETRY_BYTES)
                .handler(once)
                .handler(context -> ifBatch(context, 202, batch -> retry.retry(batch)
                        .compose(begun -> reader.view(batch).map(view -> new Retried(begun, view)))));
        router.get("/api/jobs/:jobId")
                .handler(context -> ifBatch(context, batch -> reader.view(batch, ItemPage.of(context.request()))));
        router.get("/api/jobs/:jobId/results")
                .handler(context -> ifBatch(context, batch -> reader.results(batch, ItemPage.of(context.request()))));
        router.get("/api/jobs/:jobId/results").handler(BatchRoutes::refuse);
        router.delete("/api/jobs/:jobId").handler(context -> ifBatch(context, this::cancel));
    }

    /** Reading thousands of links takes longer than an event loop may be kept. */
    private void accept(RoutingContext context) {
        Buffer body = context.body().buffer();
        String text = body == null ? "" : body.toString();
        UUID work = RequestInHand.work(context);
        vertx.executeBlocking(() -> BatchRequest.parse(text, work), false)
                .compose(request -> intake.accept(Callers.owner(context), request))
                .compose(accepted -> reader.view(accepted.batch())
                        .onSuccess(view ->
                                JsonAnswer.send(context, accepted.fresh() ? 202 : 200, view.with(accepted.reads()))))
                .onFailure(context::fail);
    }

    private void ifBatch(RoutingContext context, Function<Batch, Future<?>> answer) {
        ifBatch(context, 200, answer);
    }

    private void ifBatch(RoutingContext context, int status, Function<Batch, Future<?>> answer) {
        find(context)
                .onSuccess(found -> found.ifPresentOrElse(
                        batch -> JsonAnswer.send(
                                context, status, Future.succeededFuture(batch).compose(answer::apply)),
                        context::next))
                .onFailure(context::fail);
    }

    private Future<Optional<Batch>> find(RoutingContext context) {
        BatchId id = idOf(context.pathParam("jobId"));
        return id == null ? Future.succeededFuture(Optional.empty()) : batches.find(Callers.owner(context), id);
    }

    private static @Nullable BatchId idOf(String name) {
        try {
            return new BatchId(name);
        } catch (IllegalArgumentException namesNoBatch) {
            return null;
        }
    }

    private static void refuse(RoutingContext context) {
        throw new AlchemyException(
                ErrorCode.NOT_FOUND, "there is no such batch; the results of a single job are those of its track");
    }

    private Future<BatchView> cancel(Batch batch) {
        return batches.items(batch, 0, batch.total())
                .compose(items -> InTurn.each(
                        items.stream()
                                .map(BatchItem::track)
                                .filter(Objects::nonNull)
                                .distinct()
                                .toList(),
                        some -> parts.jobs().cancelPlan(batch.id(), some)))
                .compose(done -> reader.view(batch));
    }
}
