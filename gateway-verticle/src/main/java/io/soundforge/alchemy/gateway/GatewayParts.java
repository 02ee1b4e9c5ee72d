package io.soundforge.alchemy.gateway;

import io.soundforge.alchemy.gateway.admission.Admission;
import io.soundforge.alchemy.platform.bus.Bus;
import io.soundforge.alchemy.platform.catalog.Catalog;
import io.soundforge.alchemy.platform.database.Database;
import io.soundforge.alchemy.platform.events.EventCarrier;
import io.soundforge.alchemy.platform.events.Journal;
import io.soundforge.alchemy.platform.figures.Exposition;
import io.soundforge.alchemy.platform.health.Condition;
import io.soundforge.alchemy.platform.identity.SignIn;
import io.soundforge.alchemy.platform.jobs.JobStore;
import io.soundforge.alchemy.platform.nodes.MeshStatus;
import io.soundforge.alchemy.platform.storage.BlobStore;
import io.soundforge.alchemy.platform.storage.InputBuckets;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;

/**
 * What the gateway works with.
 *
 * @param signIn who may call
 * @param liveEdge takes WebSocket upgrades under {@code /ws}, and Socket.IO under {@code /socket.io/}
 * @param webhookHosts {@code host:port} pairs that webhooks may lead to wherever they are
 * @param inputs buckets whose objects callers may name as sources
 * @param admission what requests are let in by
 * @param condition how this process is
 * @param figures what {@code /metrics} tells
 */
public record GatewayParts(
        GatewayConfig config,
        Bus bus,
        Database database,
        JobStore jobs,
        Journal journal,
        Catalog catalog,
        BlobStore blobs,
        EventCarrier carrier,
        MeshStatus mesh,
        SignIn signIn,
        Handler<HttpServerRequest> liveEdge,
        Set<String> webhookHosts,
        InputBuckets inputs,
        Admission admission,
        Condition condition,
        Exposition figures) {}
