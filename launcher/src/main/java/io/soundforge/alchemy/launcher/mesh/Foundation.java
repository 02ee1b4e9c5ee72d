package io.soundforge.alchemy.launcher.mesh;

import io.soundforge.alchemy.platform.audit.AuditLog;
import io.soundforge.alchemy.platform.bus.Bus;
import io.soundforge.alchemy.platform.catalog.Catalog;
import io.soundforge.alchemy.platform.database.Database;
import io.soundforge.alchemy.platform.events.EventCarrier;
import io.soundforge.alchemy.platform.events.Journal;
import io.soundforge.alchemy.platform.figures.Figures;
import io.soundforge.alchemy.platform.health.Readiness;
import io.soundforge.alchemy.platform.identity.ApiKeyStore;
import io.soundforge.alchemy.platform.identity.SignIn;
import io.soundforge.alchemy.platform.identity.SignInAttempts;
import io.soundforge.alchemy.platform.jobs.JobStore;
import io.soundforge.alchemy.platform.limits.Buckets;
import io.soundforge.alchemy.platform.limits.LocalBuckets;
import io.soundforge.alchemy.platform.limits.RedisBuckets;
import io.soundforge.alchemy.platform.storage.BlobStore;
import io.soundforge.alchemy.platform.tracing.Traces;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What all verticles of a process stand on. Building it touches no network. */
record Foundation(
        SignIn signIn,
        Bus bus,
        Database database,
        EventCarrier carrier,
        Journal journal,
        JobStore jobs,
        Catalog catalog,
        BlobStore blobs,
        Buckets buckets,
        SignInAttempts attempts,
        AuditLog audit) {

    static Foundation build(Vertx vertx, MeshConfig config, Figures figures, Traces traces) {
        Bus bus = new Bus(vertx);
        Database database = new Database(vertx, config.database());
        EventCarrier carrier = new EventCarrier(vertx, config.redisUri(), figures);
        Journal journal = new Journal(database, carrier);
        Buckets buckets = config.rateLimits().on() ? new RedisBuckets(vertx, config.redisUri()) : new LocalBuckets();
        return new Foundation(
                SignIn.create(vertx, config.signIn(), new ApiKeyStore(database)),
                bus,
                database,
                carrier,
                journal,
                new JobStore(database, journal, bus, figures, traces),
                new Catalog(database),
                config.storage().open(vertx, config.audioFolder(), config.node()),
                buckets,
                config.rateLimits().attempts(buckets),
                new AuditLog(database));
    }

    /** What a process needs to be of use, whatever its roles. */
    Readiness readiness() {
        Map<String, Supplier<Future<Void>>> checks = new LinkedHashMap<>();
        checks.put("postgres", database::check);
        checks.put("redis", carrier::check);
        checks.put("events", carrier::checkHearing);
        checks.put("storage", blobs::check);
        return new Readiness(checks);
    }

    Future<Void> close() {
        return carrier.close()
                .eventually(buckets::close)
                .eventually(database::close)
                .eventually(blobs::close);
    }
}
