package io.soundforge.alchemy.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.gateway.openapi.ApiDescription;
import io.soundforge.alchemy.gateway.openapi.Operation;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every route is described, and what is described is a route. */
class DescribedRoutesTest {
    /** Files, sockets of another protocol, and a refusal, which no template describes. */
    private static final List<String> NO_TEMPLATE = List.of("/webjars/", "/", "/socket.io/", "/notify");

    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private static GatewayHarness gateway;

    @BeforeAll
    static void deploy() {
        gateway = new GatewayHarness(services);
    }

    @Test
    void routes_areThoseOfTheDescription() {
        Set<String> routes = new TreeSet<>();
        for (Route route : gateway.routes()) {
            String path = route.getPath();
            if (path != null && !NO_TEMPLATE.contains(path)) {
                assertThat(route.methods()).as(path + " takes any method").isNotNull();
                for (HttpMethod method : route.methods()) {
                    routes.add(method + " " + path.replaceAll(":([A-Za-z]+)", "{$1}"));
                }
            }
        }
        Set<String> described = new TreeSet<>();
        for (Operation operation : ApiDescription.of("test").operations()) {
            described.add(operation.method() + " " + operation.template());
        }

        assertThat(described).hasSizeGreaterThan(70).isEqualTo(routes);
    }
}
