package org.iroprotocol.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.camunda.bpm.engine.identity.User;
import org.iroprotocol.authority.FolderLocation;
import org.iroprotocol.authority.Groups;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Fictional people for trying out, one per group and a second IRO, all in the authority {@code derby}, or {@code cafcass} where that runs alone. */
@Component
@Profile("demo")
class DemonstrationUsers implements SmartInitializingSingleton {

    static final String VARIABLE = "PROTOCOL_DEMO_PASSWORD";
    static final String AUTHORITY = "derby";

    private static final Map<String, String> NAMES = names();

    private final Accounts accounts;
    private final Passwords passwords;

    private final FirstAdministrator administrator;
    private final FolderLocation location;
    private final String authority;

    DemonstrationUsers(Accounts accounts, Passwords passwords, FirstAdministrator administrator, FolderLocation location) {
        this.location = location;
        this.authority = location.isCafcass() ? FolderLocation.CAFCASS : AUTHORITY;
        this.administrator = administrator;
        this.accounts = accounts;
        this.passwords = passwords;
    }

    @Override
    public void afterSingletonsInstantiated() {
        // First, or the demonstration's own administrator would pass for the first one.
        administrator.afterSingletonsInstantiated();
        String password = passwords.given(VARIABLE, accounts.draft("demo", "", "", null));
        boolean madeUp = password == null;
        if (madeUp) {
            password = passwords.madeUp(accounts.draft("demo", "", "", null));
        }
        accounts.tenant(authority, location.isCafcass() ? "Cafcass" : "Derby");
        boolean anyNew = false;
        for (String group : Groups.all().keySet()) {
            accounts.group(group);
            anyNew |= person(group + ".demo", group, password);
        }
        anyNew |= person("iro2.demo", "iro", password);
        if (anyNew && madeUp) {
            Passwords.print("Password of all demonstration users (iro.demo, iro-admin.demo, …)", password);
        }
    }

    private boolean person(String userId, String group, String password) {
        boolean isNew = !accounts.exists(userId);
        if (isNew) {
            String[] name = NAMES.get(userId).split(" ", 2);
            User user = accounts.draft(userId, name[0], name[1], userId + "@" + domain(group) + ".example");
            accounts.save(user, password);
            accounts.member(userId, group);
            accounts.worksIn(userId, authority);
        }
        return isNew;
    }

    private static String domain(String group) {
        return group.startsWith("cafcass") || group.equals("childrens-guardian") ? "cafcass" : "derby";
    }

    private static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("cafcass-business-support.demo", "Bronwen Ashdown");
        names.put("childrens-guardian.demo", "Grace Thornbury");
        names.put("cafcass-service-manager.demo", "Samir Holloway");
        names.put("cafcass-legal.demo", "Leonie Carraway");
        names.put("iro.demo", "Imogen Rowe");
        names.put("iro2.demo", "Ibrahim Redfern");
        names.put("senior-iro.demo", "Sylvia Ravensdale");
        names.put("iro-manager.demo", "Marcus Inglethorpe");
        names.put("iro-admin.demo", "Anita Pemberley");
        names.put("social-worker.demo", "Wendy Saltmarsh");
        names.put("team-manager.demo", "Tobias Merrow");
        names.put("service-manager.demo", "Verity Maddox");
        names.put("deputy-head-of-service.demo", "Desmond Hartnell");
        names.put("head-of-service.demo", "Helena Overton");
        names.put("head-of-service-qa.demo", "Quentin Ashby");
        names.put("service-director.demo", "Dorothea Selwyn");
        names.put("strategic-director.demo", "Stellan Drummond");
        names.put("la-solicitor.demo", "Lorna Sutcliffe");
        names.put("la-legal-assistant.demo", "Alfie Lathom");
        names.put("protocol-manager.demo", "Priya Marchmont");
        names.put("protocol-admin.demo", "Percival Adeane");
        names.put("camunda-admin.demo", "Cara Adamthwaite");
        return names;
    }
}
