/// The script of a report's page. It makes elements and sets their text; it never reads markup.
enum ReportScript {
    static let text = "(function(){\"use strict\";\n" + base + views + grids + keys + "})();"

    /// The data, and what all views are made of.
    static let base = #"""
        const D=JSON.parse(document.getElementById("data").textContent),S=D.s,H=D.h,T=D.t;
        const $=id=>document.getElementById(id),root=document.documentElement;
        const NAMES={f:"failed",u:"unreachable",c:"changed",i:"ignored",o:"ok",s:"skipped"};
        const PARTS=["wire","wait","module","template"],state={tab:"overview",q:"",only:new Set(),host:-1};
        function el(tag,props,...kids){const e=document.createElement(tag);
         for(const k in props||{}){const v=props[k];if(k==="on"){for(const n in v)e.addEventListener(n,v[n])}
          else if(k==="style")Object.assign(e.style,v);else if(k==="class")e.className=v;
          else if(v!==null&&v!==undefined)e.setAttribute(k,v)}
         for(const kid of kids.flat(9))if(kid!==null&&kid!==undefined)e.append(kid);return e}
        const colour=n=>getComputedStyle(root).getPropertyValue("--"+n).trim();
        const fill=c=>({background:"var(--"+c+")"});
        const dot=c=>el("i",{class:"dot",style:fill(c)});
        function time(ms){if(ms<1000)return Math.round(ms)+" ms";if(ms<60000)return (ms/1000).toFixed(ms<10000?2:1)+" s";
         const m=Math.floor(ms/60000);return m<60?m+" min "+Math.round(ms/1000%60)+" s":Math.floor(m/60)+" h "+m%60+" min"}
        const num=(n,c)=>el("td",{class:"num"+(n?"":" zero"),style:n&&c?{color:"var(--"+c+")",fontWeight:600}:{}},String(n));
        T.forEach((t,i)=>{t.id=i;t.name=S[t.n];t.file=S[t.f];t.action=S[t.a];t.at=new Map();t.count={};let k=0;
         t.max=0;t.sum=0;for(let h=0;h<t.c.length;h++){const c=t.c[h];if(c===".")continue;t.at.set(h,k);
         t.count[c]=(t.count[c]||0)+1;t.max=Math.max(t.max,t.l[k]);t.sum+=t.l[k];k++}});
        const total={};T.forEach(t=>{for(const c in t.count)total[c]=(total[c]||0)+t.count[c]});
        const DETAIL=new Map();D.d.forEach(d=>DETAIL.set(d[0]*H.length+d[1],d));
        const detail=(t,h)=>DETAIL.get(t*H.length+h);
        const bad=h=>D.recap[h][3]?"f":D.recap[h][2]?"u":D.recap[h][1]?"c":"o";
        const match=s=>!state.q||s.toLowerCase().includes(state.q);
        const tasks=()=>{const named=T.filter(t=>(match(t.name)||match(t.action)||match(t.file)));
         const some=named.length||!state.q?named:T;
         return some.filter(t=>!state.only.size||[...state.only].some(c=>t.count[c]))};
        const hosts=()=>{let all=H.map((n,h)=>h);const named=all.filter(h=>match(H[h]));if(named.length)all=named;
         if(state.only.size)all=all.filter(h=>T.some(t=>state.only.has(t.c[h])));return all};
        const shows=c=>!state.only.size||state.only.has(c);
        function title(t){return [t.k?el("span",{class:"meta"},"handler "):null,t.name||t.action]}
        function stack(parts,total){return el("div",{class:"stack"},parts.filter(p=>p[1]>0).map(p=>
         el("i",{title:p[2],style:Object.assign({width:100*p[1]/total+"%"},fill(p[0]))})))}
        const statuses=(count,n)=>stack(["f","u","i","c","o","s"].map(c=>[c,count[c]||0,NAMES[c]+": "+(count[c]||0)]),n);
        const spent=t=>stack(PARTS.map((p,i)=>[p,t.w[i],p+": "+time(t.w[i])]),t.w.reduce((a,b)=>a+b,0)||1);
        function legend(names){return el("div",{class:"legend"},names.map(n=>el("span",{},dot(n[0]),n[1])))}
        function diff(text){return el("pre",{},text.split("\n").map(l=>el("span",{class:l.startsWith("+")?"a":
         l.startsWith("-")?"r":l.startsWith("@@")?"m":"x"},l||" ")))}
        function said(d){const out=[];if(S[d[5]])out.push(el("pre",{},S[d[5]]));else if(S[d[2]])out.push(el("pre",{},S[d[2]]));
         if(S[d[4]])out.push(diff(S[d[4]]));if(S[d[3]])out.push(el("pre",{},S[d[3]]));return out}

        """#

    /// Overview, tasks, changes and hosts.
    static let views = #"""
        function failure(){let first=null;for(const d of D.d){const c=T[d[0]].c[d[1]];if(c!=="f"&&c!=="u")continue;
          const t=T[d[0]],at=t.o+t.b[t.at.get(d[1])]+t.l[t.at.get(d[1])];if(!first||at<first.at)first={d,t,at,c}}
         if(!first)return null;
         return el("section",{class:"card fail",id:"first-failure"},el("h2",{},"First failure"),
          el("div",{class:"bar"},el("b",{},title(first.t)),el("span",{class:"meta"},"on "),
           el("button",{class:"chip",on:{click:()=>open(first.d[1])}},dot(first.c),H[first.d[1]]),
           el("span",{class:"path"},first.t.file)),said(first.d))}
        function overview(){const n=Object.values(total).reduce((a,b)=>a+b,0)||1;
         const tile=(v,l,c)=>el("div",{class:"tile"},el("b",{style:c&&v?{color:"var(--"+c+")"}:{}},String(v)),el("span",{},l));
         const slow=[...T].sort((a,b)=>b.max-a.max).slice(0,8);
         return [el("div",{class:"tiles"},tile(H.length,"hosts"),tile(T.length,"tasks"),tile(total.f||0,"failed","f"),
           tile(total.u||0,"unreachable","u"),tile(total.c||0,"changed","c"),tile(total.o||0,"ok"),tile(total.s||0,"skipped"),
           tile(time(D.seconds*1000),"duration")),
          el("section",{class:"card"},el("h2",{},"All results"),statuses(total,n)),failure(),
          D.cut?el("p",{class:"meta"},"Some details were left out: the page has room for so many."):null,
          el("div",{class:"cols"},el("section",{class:"card"},el("h2",{},"Slowest tasks"),
            legend(PARTS.map(p=>[p,p])),table(slow)),
           el("section",{class:"card"},el("h2",{},"Hosts"),recap(hosts().sort((a,b)=>
             D.recap[b][3]+D.recap[b][2]-D.recap[a][3]-D.recap[a][2]||D.recap[b][1]-D.recap[a][1]).slice(0,40))))]}
        function table(list){return el("table",{},el("thead",{},el("tr",{},el("th",{},"task"),el("th",{class:"num"},"hosts"),
          el("th",{class:"num"},"slowest"),el("th",{class:"num"},"average"),el("th",{style:{width:"26%"}},"where the time went"))),
          el("tbody",{},list.map(t=>el("tr",{},el("td",{class:"name"},title(t),el("div",{class:"path"},t.action+"  "+t.file)),
           num(t.at.size),el("td",{class:"num"},time(t.max)),el("td",{class:"num"},time(t.sum/(t.at.size||1))),
           el("td",{},spent(t))))))}
        function recap(list){const cols=["ok","changed","unreachable","failed","skipped","rescued","ignored"];
         const look=[null,"c","u","f",null,null,"i"];
         return el("table",{},el("thead",{},el("tr",{},el("th",{},"host"),cols.map(c=>el("th",{class:"num"},c)))),
          el("tbody",{},list.map(h=>el("tr",{class:"go",on:{click:()=>open(h)}},el("td",{class:"name"},dot(bad(h))," ",H[h]),
           D.recap[h].map((v,i)=>num(v,look[i]))))))}
        function slowest(){return el("section",{class:"card"},el("h2",{},"Tasks by their slowest host"),
         legend([["wire","wire: the way to the host and back"],["wait","wait: pauses and retries"],
          ["module","module: work on the host"],["template","template: work on the controller"]]),
         table(tasks().sort((a,b)=>b.max-a.max)))}
        function changes(){const groups=new Map();for(const d of D.d){const t=T[d[0]],c=t.c[d[1]];
          if(!shows(c)||!(match(t.name)||match(H[d[1]])||match(S[d[4]])||match(S[d[2]])))continue;
          const key=d[0]+c;if(!groups.has(key))groups.set(key,{t,c,n:0,kinds:new Map()});
          const g=groups.get(key),kind=d.slice(2).join();g.n++;if(!g.kinds.has(kind))g.kinds.set(kind,{d,hosts:[]});
          g.kinds.get(kind).hosts.push(d[1])}
         const list=[...groups.values()].sort((a,b)=>a.t.id-b.t.id);
         if(!list.length)return el("section",{class:"card meta"},"Nothing changed or failed here.");
         const names=hs=>hs.slice(0,30).map(h=>H[h]).join(", ")+(hs.length>30?" and "+(hs.length-30)+" more":"");
         return el("section",{class:"card"},el("h2",{},"What changed or failed"),list.map((g,i)=>{
          const box=el("details",{},el("summary",{},dot(g.c)," ",title(g.t)," ",el("span",{class:"meta"},
           g.n===1?H[[...g.kinds.values()][0].hosts[0]]:g.n+" hosts"+(g.kinds.size===1?", all the same":""))," ",
           el("span",{class:"path"},g.t.file)));
          const show=()=>{if(!box.open||box.children.length>1)return;const all=[...g.kinds.values()];
           for(const k of all.slice(0,60))box.append(el("div",{class:"kind"},g.n>1?el("b",{},names(k.hosts)):null,said(k.d)));
           if(all.length>60)box.append(el("p",{class:"meta"},all.length-60+" more: search for a host."))};
          box.addEventListener("toggle",show);if("fu".includes(g.c)||list.length<13){box.open=true;show()}return box}))}
        function hostPage(){const list=hosts();if(state.host<0||!list.includes(state.host))state.host=list.length?list[0]:-1;
         const h=state.host,mine=h<0?[]:T.filter(t=>t.c[h]!=="."&&shows(t.c[h]));
         const side=el("div",{class:"card list"},list.map(i=>el("button",{"aria-current":String(i===h),
          on:{click:()=>open(i)}},dot(bad(i)),H[i])));
         if(h<0)return side;
         const rows=mine.map(t=>{const k=t.at.get(h),d=detail(t.id,h),head=[dot(t.c[h])," ",title(t)," ",
           el("span",{class:"meta"},NAMES[t.c[h]]+", "+time(t.l[k]))," ",el("span",{class:"path"},t.file)];
          if(!d)return el("div",{style:{padding:"4px 0 4px 17px"}},head);
          const box=el("details",{},el("summary",{},head));
          const show=()=>{if(box.open&&box.children.length<2)box.append(...said(d))};box.addEventListener("toggle",show);
          if("fu".includes(t.c[h])){box.open=true;show()}return box});
         return el("div",{class:"split"},side,el("div",{},el("section",{class:"card"},el("h2",{},H[h]),recap([h])),
          el("section",{class:"card"},el("h2",{},"Tasks"),rows)))}
        function open(h){state.host=h;location.hash="#host/"+encodeURIComponent(H[h]);show("hosts")}

        """#
}
