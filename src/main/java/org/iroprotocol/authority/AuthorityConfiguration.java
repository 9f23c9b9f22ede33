package org.iroprotocol.authority;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where this installation finds its authority folders. */
@Configuration
class AuthorityConfiguration {

    @Bean
    FolderLocation folderLocation(@Value("${protocol.folders:.}") String folders,
            @Value("${protocol.authorities:}") String authorities) {
        FolderLocation location = FolderLocation.of(folders, authorities);
        try {
            location.checkNames();
        } catch (IllegalStateException wrong) {
            throw new WrongInstallationException(wrong.getMessage());
        }
        return location;
    }
}
