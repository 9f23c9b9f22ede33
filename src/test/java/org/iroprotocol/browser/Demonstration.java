package org.iroprotocol.browser;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The packaged demonstration, started as a newcomer starts it: in a heap of 512 MB, in an empty data folder. */
final class Demonstration implements AutoCloseable {

    static final String PASSWORD = "Sparrow-Lantern-42-Orchard";

    private final Process process;
    private final String url;
    private final Path log;

    private Demonstration(Process process, String url, Path log) {
        this.process = process;
        this.url = url;
        this.log = log;
    }

    static Demonstration start() throws IOException, InterruptedException {
        Path jar = Path.of("target/cafcass-iro-protocol.jar").toAbsolutePath();
        Path data = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "demonstration");
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Path log = data.resolve("server.log");
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java"), "-Xmx512m",
                "-jar", jar.toString(), "--spring.profiles.active=demo", "--server.port=" + port));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("PROTOCOL_DATA_DIR", data.toString());
        builder.environment().put("PROTOCOL_DEMO_PASSWORD", PASSWORD);
        Demonstration demonstration = new Demonstration(builder.start(), "http://localhost:" + port, log);
        demonstration.awaitReady();
        return demonstration;
    }

    String url(String path) {
        return url + path;
    }

    Path log() {
        return log;
    }

    private void awaitReady() throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest health = HttpRequest.newBuilder(URI.create(url("/actuator/health/readiness"))).timeout(Duration.ofSeconds(5)).build();
        for (int attempt = 0; attempt < 360; attempt++) {
            if (!process.isAlive()) {
                throw new IllegalStateException("The demonstration stopped: " + Files.readString(log));
            }
            try {
                if (client.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // Not listening yet: asked again below.
            }
            Thread.sleep(500);
        }
        throw new IllegalStateException("The demonstration is not ready: " + Files.readString(log));
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
