package io.soundforge.alchemy.platform.database;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DatabaseTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    @BeforeAll
    static void makeTable() {
        await(services.database()
                .pool()
                .query("create table notes (id int primary key, text text not null default '')")
                .execute());
    }

    @Test
    void inTransaction_success_commitsThenRunsTheActionsInOrder() {
        List<String> actions = new ArrayList<>();

        String result = await(services.database().inTransaction(tx -> {
            tx.afterCommit(() -> actions.add("first"));
            tx.afterCommit(() -> {
                throw new IllegalStateException("deliberately");
            });
            tx.afterCommit(() -> actions.add("last"));
            return insert(tx, 1).map("done");
        }));

        assertThat(result).isEqualTo("done");
        assertThat(actions).containsExactly("first", "last");
        assertThat(has(1)).isTrue();
    }

    @Test
    void inTransaction_failure_rollsBackAndRunsNoAction() {
        List<String> actions = new ArrayList<>();

        assertThatThrownBy(() -> await(services.database().inTransaction(tx -> {
                    tx.afterCommit(() -> actions.add("never"));
                    return insert(tx, 2).compose(done -> Future.failedFuture(new IllegalStateException("no")));
                })))
                .hasMessage("no");

        assertThat(actions).isEmpty();
        assertThat(has(2)).isFalse();
    }

    @Test
    void inTransaction_workThrows_rollsBackAndKeepsThePoolClean() {
        for (int i = 0; i < services.databaseConfig().poolSize() * 2; i++) {
            assertThatThrownBy(() -> await(services.database().inTransaction(tx -> {
                        throw new IllegalStateException("thrown");
                    })))
                    .hasMessage("thrown");
        }

        await(services.database().inTransaction(tx -> insert(tx, 3)));
        assertThat(has(3)).isTrue();
    }

    @Test
    void inTransaction_deadlock_isRunAgainUntilBothSucceed() {
        await(services.database().inTransaction(tx -> insert(tx, 10).compose(done -> insert(tx, 11))));
        AtomicInteger runs = new AtomicInteger();
        Promise<Void> bothHoldOne = Promise.promise();

        Future<Void> there = lockBoth(10, 11, runs, bothHoldOne);
        Future<Void> back = lockBoth(11, 10, runs, bothHoldOne);

        await(Future.all(there, back));
        assertThat(runs).hasValueGreaterThanOrEqualTo(3);
    }

    @Test
    void migrate_twiceAndAtOnce_isFine() {
        DatabaseConfig empty = services.emptyDatabase();

        CompletableFuture<Void> first = CompletableFuture.runAsync(() -> Migrations.migrate(empty));
        CompletableFuture<Void> second = CompletableFuture.runAsync(() -> Migrations.migrate(empty));
        CompletableFuture.allOf(first, second).join();
        Migrations.migrate(empty);

        Database database = new Database(services.vertx(), empty);
        assertThat(await(database.pool().query("select * from jobs").execute()).size())
                .isZero();
        await(database.close());
    }

    @Test
    void migrate_schemaOfANewerRelease_isRefusedUntouched() {
        DatabaseConfig config = services.emptyDatabase();
        Migrations.migrate(config);
        Database database = new Database(services.vertx(), config);
        await(database.pool()
                .query(
                        "insert into flyway_schema_history select installed_rank + 1000, '999', 'future', type, 'V999.sql',"
                                + " 0, installed_by, now(), 0, true from flyway_schema_history where version = '1'")
                .execute());

        assertThatThrownBy(() -> Migrations.migrate(config))
                .isInstanceOf(AlchemyException.class)
                .hasMessageContaining("version 999")
                .hasMessageContaining("backup");
        await(database.close());
    }

    @Test
    void migrate_nobodyThere_saysWhatIsWrong() {
        assertThatThrownBy(() -> Migrations.migrate(new DatabaseConfig("postgresql://u:p@127.0.0.1:1/nothing", 1)))
                .isInstanceOf(AlchemyException.class)
                .hasMessageContaining("127.0.0.1:1")
                .hasMessageContaining("alchemy doctor");
    }

    @Test
    void check_nobodyThere_failsSoon() {
        Database nowhere =
                new Database(services.vertx(), new DatabaseConfig("postgresql://u:p@127.0.0.1:1/nothing", 1));

        assertThat(nowhere.check().otherwiseEmpty().await()).isNull();
        assertThat(services.database().check().map("fine").await()).isEqualTo("fine");
        await(nowhere.close());
    }

    @Test
    void config_asText_hidesThePassword() {
        assertThat(new DatabaseConfig("postgresql://u:secret@host/db", 4).toString())
                .doesNotContain("secret");
    }

    /** Locks one row, waits until the other transaction holds the other one, then wants that too. */
    private static Future<Void> lockBoth(int one, int other, AtomicInteger runs, Promise<Void> bothHoldOne) {
        return services.database().inTransaction(tx -> lock(tx, one)
                .compose(held -> {
                    if (runs.incrementAndGet() == 2) {
                        bothHoldOne.complete();
                    }
                    return bothHoldOne.future();
                })
                .compose(held -> lock(tx, other)));
    }

    private static Future<Void> lock(Tx tx, int id) {
        return tx.connection()
                .query("select 1 from notes where id = " + id + " for update")
                .execute()
                .mapEmpty();
    }

    private static Future<Void> insert(Tx tx, int id) {
        return tx.connection()
                .query("insert into notes (id) values (" + id + ")")
                .execute()
                .mapEmpty();
    }

    private static boolean has(int id) {
        return await(services.database()
                                .pool()
                                .query("select 1 from notes where id = " + id)
                                .execute())
                        .size()
                == 1;
    }
}
