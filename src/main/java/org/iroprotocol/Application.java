package org.iroprotocol;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the server, or runs one command-line verb without it. */
@SpringBootApplication
public class Application {

    public static void main(String[] args) {
        if (CommandLine.isVerb(args)) {
            System.exit(CommandLine.run(args, System.out, System.err));
        }
        SpringApplication.run(Application.class, args);
    }
}
