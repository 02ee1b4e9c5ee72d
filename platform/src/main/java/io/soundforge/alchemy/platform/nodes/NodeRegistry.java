package io.soundforge.alchemy.platform.nodes;

import io.soundforge.alchemy.contracts.node.Role;
import io.soundforge.alchemy.platform.bus.WireJson;
import io.soundforge.alchemy.platform.database.Database;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The rows of the nodes. The database's clock says who is there, so that the nodes' own need not agree. */
public final class NodeRegistry {
    /** A node that was not seen for so long is gone. */
    static final Duration GONE_AFTER = Duration.ofSeconds(15);

    private static final String ANNOUNCE = """
            insert into nodes (name, roles, version, host, pid, slots, slots_by_kind, started_at, seen_at)
            values ($1, $2, $3, $4, $5, $6, $7::text::jsonb, now(), now())
            on conflict (name) do update set roles = excluded.roles, version = excluded.version,
                host = excluded.host, pid = excluded.pid, slots = excluded.slots, slots_by_kind = excluded.slots_by_kind,
                seen_at = now()""";
    private static final String ANNOUNCE_START = ANNOUNCE + ", started_at = now()";
    private static final String GONE = " seen_at < now() - $1 * interval '1 millisecond'";
    private static final String SWEEP = "delete from nodes where" + GONE;
    private static final String ALIVE = """
            select name, roles, version, started_at, seen_at, slots_by_kind::text as slots_by_kind,
                greatest(0, extract(epoch from now() - seen_at))::float8 as seen_seconds_ago
            from nodes where not""" + GONE + " order by started_at, name";

    private final Database database;

    public NodeRegistry(Database database) {
        this.database = database;
    }

    /** Says that a node has just started. */
    public Future<Void> started(NodeProfile node) {
        return announce(ANNOUNCE_START, node);
    }

    /** Says that a node is still there, and forgets those that are gone. */
    public Future<Void> beat(NodeProfile node) {
        return announce(ANNOUNCE, node).compose(done -> database.pool()
                .preparedQuery(SWEEP)
                .execute(Tuple.of(GONE_AFTER.toMillis()))
                .mapEmpty());
    }

    /** Says that a node goes. */
    public Future<Void> gone(String name) {
        return database.pool()
                .preparedQuery("delete from nodes where name = $1")
                .execute(Tuple.of(name))
                .mapEmpty();
    }

    /** Whoever is there, the oldest first. */
    public Future<List<Node>> alive() {
        return database.pool()
                .preparedQuery(ALIVE)
                .execute(Tuple.of(GONE_AFTER.toMillis()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(NodeRegistry::node)
                        .toList());
    }

    private Future<Void> announce(String statement, NodeProfile node) {
        String[] roles = Role.texts(node.roles()).toArray(String[]::new);
        Tuple values = Tuple.of(
                node.name(),
                roles,
                node.version(),
                node.host(),
                node.pid(),
                node.slots(),
                WireJson.write(node.slotsByKind()));
        return database.pool().preparedQuery(statement).execute(values).mapEmpty();
    }

    private static Node node(Row row) {
        return new Node(
                row.getString("name"),
                List.of(row.getArrayOfStrings("roles")),
                row.getString("version"),
                row.getOffsetDateTime("started_at").toInstant(),
                row.getOffsetDateTime("seen_at").toInstant(),
                row.getDouble("seen_seconds_ago"),
                slots(new JsonObject(row.getString("slots_by_kind"))));
    }

    private static Map<String, Node.Slots> slots(JsonObject byKind) {
        Map<String, Node.Slots> slots = new HashMap<>();
        byKind.fieldNames().forEach(kind -> slots.put(kind, new Node.Slots(0, byKind.getInteger(kind))));
        return slots;
    }
}
