package io.soundforge.alchemy.gateway.cluster;

import io.soundforge.alchemy.gateway.http.JsonAnswer;
import io.soundforge.alchemy.platform.nodes.MeshStatus;
import io.vertx.ext.web.Router;

/** {@code GET /api/cluster}: nodes, members and queues. */
public final class ClusterRoutes {
    private final MeshStatus mesh;

    public ClusterRoutes(MeshStatus mesh) {
        this.mesh = mesh;
    }

    public void mount(Router router) {
        router.get("/api/cluster").handler(context -> JsonAnswer.send(context, 200, mesh.now()));
    }
}
