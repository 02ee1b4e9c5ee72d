package io.soundforge.alchemy.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class UnreachedTest {
    private static final String DIRECT = "postgresql://postgres:secret@db.abcdefgh.supabase.co:5432/postgres";

    @Test
    void directHostWithoutAddress_isExplained() {
        String said = Unreached.sentence(
                new DatabaseConfig(DIRECT, 1),
                new SQLException(
                        "The connection attempt failed.", new UnknownHostException("db.abcdefgh.supabase.co")));

        assertThat(said)
                .startsWith("The connection attempt failed.")
                .contains("IPv6")
                .contains("pooler")
                .doesNotContain("secret");
    }

    @Test
    void otherFailuresAndHosts_areToldAsTheyAre() {
        UnknownHostException unknown = new UnknownHostException("nowhere");
        assertThat(Unreached.sentence(new DatabaseConfig("postgresql://u:p@nowhere/d", 1), unknown))
                .isEqualTo("nowhere");
        assertThat(Unreached.sentence(new DatabaseConfig(DIRECT, 1), new ConnectException("refused")))
                .isEqualTo("refused");
    }
}
