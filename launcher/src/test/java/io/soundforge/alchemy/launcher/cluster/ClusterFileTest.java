package io.soundforge.alchemy.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.config.Config;
import com.hazelcast.config.NetworkConfig;
import io.soundforge.alchemy.contracts.node.Role;
import io.soundforge.alchemy.launcher.LaunchException;
import io.soundforge.alchemy.launcher.config.ClusterConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterFileTest {
    @TempDir
    Path folder;

    @Test
    void fileThatComesAlong_looksForToldMembersOnly_andCallsNobody() {
        Config config = ClusterFile.read(cluster(null, List.of("10.0.0.6:5701", "box")), "10.0.0.5");

        NetworkConfig network = config.getNetworkConfig();
        assertThat(config.getClusterName()).isEqualTo("sound-forge-alchemy");
        assertThat(network.getPort()).isEqualTo(5701);
        assertThat(network.getInterfaces().getInterfaces()).containsExactly("10.0.0.5");
        assertThat(network.getJoin().getMulticastConfig().isEnabled()).isFalse();
        assertThat(network.getJoin().isAutoDetectionEnabled()).isFalse();
        assertThat(network.getJoin().getTcpIpConfig().getMembers()).containsExactly("10.0.0.6:5701", "box");
        assertThat(config.getProperty("hazelcast.phone.home.enabled")).isEqualTo("false");
        assertThat(config.getProperty("hazelcast.socket.bind.any")).isEqualTo("false");
    }

    @Test
    void noMembers_meansThisHost() {
        assertThat(ClusterFile.read(cluster(null, List.of()), "127.0.0.1")
                        .getNetworkConfig()
                        .getJoin()
                        .getTcpIpConfig()
                        .getMembers())
                .containsExactly("127.0.0.1");
    }

    @Test
    void fileOfTheRepository_isTheOneThatComesAlong() throws IOException {
        try (var carried = ClusterFile.class.getResourceAsStream("cluster.xml")) {
            assertThat(carried).isNotNull();
            assertThat(carried.readAllBytes()).isEqualTo(Files.readAllBytes(Path.of("..", "cluster.xml")));
        }
    }

    @Test
    void missingFile_isAnErrorAndNotTheLibrarysDefault() {
        assertRefused(folder.resolve("nowhere.xml"), "nowhere.xml cannot be read");
    }

    @Test
    void fileThatIsNoConfiguration_isAnError() throws IOException {
        assertRefused(Files.writeString(folder.resolve("x.xml"), "<hazel"), "x.xml cannot be understood");
        assertRefused(Files.writeString(folder.resolve("y.xml"), "<html/>"), "y.xml cannot be understood");
    }

    @Test
    void fileThatFindsStrangers_isRefused() throws IOException {
        String namespace = "<hazelcast xmlns=\"http://www.hazelcast.com/schema/config\">";

        assertRefused(
                Files.writeString(folder.resolve("silent.xml"), namespace + "</hazelcast>"), "lets strangers be found");
        assertRefused(
                Files.writeString(
                        folder.resolve("loud.xml"),
                        namespace + "<network><join><auto-detection enabled=\"false\"/><multicast enabled=\"true\"/>"
                                + "</join></network></hazelcast>"),
                "lets strangers be found");
    }

    @Test
    void hostWithoutAddress_isRefused() {
        assertThatThrownBy(() -> ClusterFile.addressOf("no host"))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("CLUSTER_HOST");
        assertThat(ClusterFile.addressOf("127.0.0.1")).isEqualTo("127.0.0.1");
    }

    private static void assertRefused(Path file, String sentence) {
        assertThatThrownBy(() -> ClusterFile.read(cluster(file, List.of()), "127.0.0.1"))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining(sentence);
    }

    private static ClusterConfig cluster(@Nullable Path file, List<String> members) {
        return new ClusterConfig(Role.all(), true, file, "ignored", 5701, members);
    }
}
