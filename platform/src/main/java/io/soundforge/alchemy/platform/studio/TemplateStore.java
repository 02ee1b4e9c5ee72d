package io.soundforge.alchemy.platform.studio;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.studio.ArrangementTemplate;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.platform.bus.WireJson;
import io.soundforge.alchemy.platform.database.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/** The arrangements that owners keep for other tracks. */
public final class TemplateStore {
    /** So many per owner. */
    public static final int MOST = 100;

    /** Writers of one owner wait in line until the end of the transaction, so that the count that follows holds. */
    private static final String LOCK_OWNER =
            "select pg_advisory_xact_lock(hashtextextended('arrangement_templates:' || $1, 0))";

    private static final String PUT = """
            insert into arrangement_templates (owner, name, template)
            select $1, $2, $3::text::jsonb
            where (select count(*) from arrangement_templates where owner = $1 and name <> $2) < $4
            on conflict (owner, name) do update set template = excluded.template""";

    private static final String LIST =
            "select template::text as json from arrangement_templates where owner = $1 order by name";
    private static final String REMOVE = "delete from arrangement_templates where owner = $1 and name = $2";

    private final Database database;

    public TemplateStore(Database database) {
        this.database = database;
    }

    /** The owner's templates by name. */
    public Future<List<ArrangementTemplate>> list(OwnerId owner) {
        return database.pool()
                .preparedQuery(LIST)
                .execute(Tuple.of(owner.value()))
                .map(rows -> rows.stream()
                        .map(row -> WireJson.read(row.getString("json"), ArrangementTemplate.class))
                        .toList());
    }

    /** Keeps a template; one of the same name is replaced. Fails with CONFLICT when the owner has {@value #MOST}. */
    public Future<ArrangementTemplate> put(OwnerId owner, ArrangementTemplate template) {
        Tuple values = Tuple.of(owner.value(), template.name(), WireJson.write(template), (long) MOST);
        return database.inTransaction(tx -> tx.connection()
                .preparedQuery(LOCK_OWNER)
                .execute(Tuple.of(owner.value()))
                .compose(locked -> tx.connection().preparedQuery(PUT).execute(values))
                .compose(rows -> rows.rowCount() == 1
                        ? Future.succeededFuture(template)
                        : Future.failedFuture(new AlchemyException(
                                ErrorCode.CONFLICT, "at most " + MOST + " arrangement templates are kept"))));
    }

    /** Fails with NOT_FOUND if the owner has no template of this name. */
    public Future<Void> remove(OwnerId owner, String name) {
        return database.pool()
                .preparedQuery(REMOVE)
                .execute(Tuple.of(owner.value(), name))
                .compose(rows -> rows.rowCount() > 0
                        ? Future.succeededFuture()
                        : Future.failedFuture(new AlchemyException(
                                ErrorCode.NOT_FOUND, "there is no arrangement template of this name")));
    }
}
